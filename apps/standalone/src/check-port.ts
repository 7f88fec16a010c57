import { createServer } from 'node:net';
import { PlainFailure } from './plain-failure.ts';

/** Throws a `PlainFailure` unless this process could listen there. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer();
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => resolve(null));
  });
  if (error === null) {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    return;
  }
  switch (error.code) {
    case 'EADDRINUSE':
      throw new PlainFailure(
        `Port ${port} is taken by another program: stop it, or choose another port, as in PORT=${port === 65535 ? 3000 : port + 1} npm start.`,
      );
    case 'EACCES':
      throw new PlainFailure(
        `This user may not open port ${port}: choose one above 1023, as in PORT=3000 npm start.`,
      );
    default:
      throw new PlainFailure(
        `Port ${port} of ${host} cannot be opened (${error.code ?? error.message}): check HOST and PORT.`,
      );
  }
}
