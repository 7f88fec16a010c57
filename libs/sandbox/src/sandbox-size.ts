/**
 * What a sandbox is booted as: its memory in MB, and whether it has the installed packages, which take
 * time and memory that only workers who import them should pay. Two are alike when they are equal.
 */
export type SandboxSize = number | `${number} with packages`;

export function sizeWithPackages(memoryMb: number): SandboxSize {
  return `${memoryMb} with packages`;
}

/** MB. */
export function memoryOf(size: SandboxSize): number {
  return typeof size === 'number' ? size : Number.parseInt(size, 10);
}

/** Whether code may want any of the modules: one is named in it, where it is imported or elsewhere. */
export function namesModule(code: string, modules: readonly string[]): boolean {
  return modules.some((name) => {
    const bare = name.replaceAll(/[^\w]/g, '');
    return code.includes(bare) && new RegExp(`(?<!\\w)${bare}(?!\\w)`, 'u').test(code);
  });
}
