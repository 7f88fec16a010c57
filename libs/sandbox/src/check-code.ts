import type { CodeProblem } from '@aispinner/contracts';
import { unreachable } from '@aispinner/domain';
import type { Sandbox } from './sandbox.ts';
import type { SlotNeed } from './slot.ts';

/** Whatever the code does to the compiler is a problem of the code, told like any other. */
export async function checkCode(
  sandbox: Sandbox,
  code: string,
  timeoutMs: number,
): Promise<{ problems: CodeProblem[] }> {
  const answer = await sandbox.check(code, timeoutMs);
  switch (answer.kind) {
    case 'answered':
      return answer.result;
    case 'timeout':
      return refused(`The code takes longer than ${timeoutMs / 1000} s to compile.`);
    case 'died':
      // The platform stops, which says nothing about the code.
      if (answer.reason === 'shutdown') throw new Error('the check was ended by a shutdown');
      return refused('The code cannot be compiled: it is nested too deeply or too large.');
    default:
      return unreachable(answer);
  }
}

function refused(message: string): { problems: CodeProblem[] } {
  return { problems: [{ line: 1, column: 1, message, code: 'uncompilable' }] };
}

/** Checks share a sandbox of their own: what has compiled one tenant's code runs no other's. */
export function checkNeed(memoryMb: number): SlotNeed {
  return {
    workspaceId: ':check',
    workerId: ':check',
    activationId: ':check',
    isDedicated: true,
    memoryMb,
    maxSandboxesPerWorkspace: 1,
  };
}
