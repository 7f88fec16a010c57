import type { RegistrationView, SessionView } from '@aispinner/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { ApiRequest } from '../http/api-request.ts';
import { Handles, Input } from '../http/handles.ts';
import type { InputOf } from '../http/route.ts';
import { confirm, login, logout, refresh, register } from './auth-routes.ts';
import { RATE_LIMITS, RateLimits, type RateLimit } from './rate-limits.ts';
import { Registration } from './registration.ts';
import { SignIn } from './sign-in.ts';

@Controller()
export class AuthController {
  constructor(
    @Inject(Registration) private readonly registration: Registration,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  @Handles(register)
  async register(
    @Input() { body }: InputOf<typeof register>,
    @Req() request: ApiRequest,
  ): Promise<RegistrationView> {
    await this.limits.take(RATE_LIMITS.registerByAddress, addressOf(request));
    await this.limits.take(RATE_LIMITS.registerByEmail, body.email);
    return this.registration.register(body.email, body.password);
  }

  @Handles(confirm)
  async confirm(
    @Input() { body }: InputOf<typeof confirm>,
    @Req() request: ApiRequest,
  ): Promise<SessionView> {
    await this.limits.take(RATE_LIMITS.confirmByAddress, addressOf(request));
    return this.signIn.open(await this.registration.confirm(body.registrationId, body.code));
  }

  @Handles(login)
  async login(
    @Input() { body }: InputOf<typeof login>,
    @Req() request: ApiRequest,
  ): Promise<SessionView> {
    const address = addressOf(request);
    const counted: readonly (readonly [RateLimit, string])[] = [
      [RATE_LIMITS.loginFailures, `${body.email} ${address}`],
      [RATE_LIMITS.loginFailuresByEmail, body.email],
      [RATE_LIMITS.loginFailuresByAddress, address],
    ];
    // Counted before the password is looked at, so that many guesses at once share no try.
    for (const [limit, who] of counted) await this.limits.take(limit, who);
    const session = await this.signIn.withPassword(body.email, body.password);
    for (const [limit, who] of counted) await this.limits.giveBack(limit, who);
    return session;
  }

  @Handles(refresh)
  async refresh(
    @Input() { body }: InputOf<typeof refresh>,
    @Req() request: ApiRequest,
  ): Promise<SessionView> {
    await this.limits.take(RATE_LIMITS.refreshByAddress, addressOf(request));
    return this.signIn.refresh(body.refreshToken);
  }

  @Handles(logout)
  logout(@Input() { body }: InputOf<typeof logout>): Promise<void> {
    return this.signIn.signOut(body.refreshToken);
  }
}

function addressOf(request: ApiRequest): string {
  return request.ip ?? 'unknown';
}
