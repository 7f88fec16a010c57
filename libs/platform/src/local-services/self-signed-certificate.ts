import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** PEM texts of a key and the certificate that it signed for itself. */
export interface SelfSigned {
  readonly key: string;
  readonly certificate: string;
}

export interface CertificateFiles extends SelfSigned {
  readonly keyFile: string;
  readonly certificateFile: string;
}

const VALID_DAYS = 30;

/** Writes a new certificate of `localhost` and 127.0.0.1 and its key (mode 600) into a folder. */
export async function writeCertificate(folder: string): Promise<CertificateFiles> {
  const made = selfSignedCertificate(new Date());
  const keyFile = join(folder, 'server.key');
  const certificateFile = join(folder, 'server.crt');
  await writeFile(keyFile, made.key, { mode: 0o600 });
  await writeFile(certificateFile, made.certificate);
  return { ...made, keyFile, certificateFile };
}

/**
 * A certificate of `localhost` and 127.0.0.1 that clients can trust as its own authority. Written out
 * as X.509 (RFC 5280) has it, since Node reads certificates and makes none.
 */
export function selfSignedCertificate(now: Date): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const commonName = oid(0x55, 0x04, 0x03);
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('localhost')))));
  const from = new Date(now.getTime() - 3_600_000);
  const until = new Date(now.getTime() + VALID_DAYS * 86_400_000);
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(15)),
    ecdsaWithSha256,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        extension(oid(0x55, 0x1d, 0x13), sequence(der(0x01, Buffer.from([0xff])))),
        extension(
          oid(0x55, 0x1d, 0x11),
          sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))),
        ),
      ),
    ),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = sequence(
    toBeSigned,
    ecdsaWithSha256,
    der(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString('base64')
      .replace(/(.{64})/g, '$1\n')
      .trimEnd()}\n-----END CERTIFICATE-----\n`,
  };
}

/** A tagged value of DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function oid(...bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

/** Positive, whatever its first bit. */
function integer(bytes: Buffer): Buffer {
  return der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(digits));
}

function extension(id: Buffer, value: Buffer): Buffer {
  return sequence(id, der(0x04, value));
}
