import { PackageError } from './package-error.ts';

export interface WheelName {
  readonly name: string;
  readonly version: string;
}

/** The interpreter that wheels must fit. */
export interface WheelAbi {
  /** Such as `314`. */
  readonly python: string;
  /** Such as `2026_0`. */
  readonly abi: string;
}

/** `Foo_Bar.baz` and `foo-bar-baz` are one package. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** Name and version of a wheel's file. Throws `PackageError` where it is for another interpreter. */
export function parseWheelName(file: string, abi: WheelAbi): WheelName {
  const parts = file.endsWith('.whl') ? file.slice(0, -'.whl'.length).split('-') : [];
  const [name, version] = parts;
  if (name === undefined || version === undefined || (parts.length !== 5 && parts.length !== 6)) {
    throw new PackageError(`${file} is not the name of a wheel.`);
  }
  const [pythons = '', abis = '', platforms = ''] = parts.slice(-3);
  const fits =
    pythons.split('.').some((python) => fitsPython(python, abis, abi)) &&
    abis.split('.').some((one) => [`cp${abi.python}`, 'abi3', 'none'].includes(one)) &&
    platforms.split('.').some((one) => ['any', `pyemscripten_${abi.abi}_wasm32`].includes(one));
  if (!fits) {
    throw new PackageError(
      `${file} is for another interpreter: cp${abi.python}, or py3, with the platform ` +
        `pyemscripten_${abi.abi}_wasm32, or any, is needed.`,
    );
  }
  return { name: canonicalName(name), version };
}

function fitsPython(tag: string, abis: string, abi: WheelAbi): boolean {
  if (tag === 'py3' || tag === `py${abi.python}` || tag === `cp${abi.python}`) return true;
  const older = /^cp3(\d+)$/.exec(tag)?.[1];
  return (
    abis.split('.').includes('abi3') &&
    older !== undefined &&
    Number(`3${older}`) <= Number(abi.python)
  );
}
