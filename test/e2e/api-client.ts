/** The REST API as a script would use it: JSON in, status and JSON out, nothing hidden. */
export interface ApiResponse<T> {
  readonly status: number;
  readonly body: T;
}

export class ApiClient {
  private readonly base: string;
  private readonly token: string;

  /** `baseUrl` without `/api/v1`; `token` an access token or API key. */
  constructor(baseUrl: string, token: string) {
    this.base = `${baseUrl}/api/v1`;
    this.token = token;
  }

  async request<T>(method: string, path: string, json?: unknown): Promise<ApiResponse<T>> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(120_000),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  /** Like `request`, and throws with the problem's text unless the status is 2xx. */
  async expect<T>(method: string, path: string, json?: unknown): Promise<T> {
    const { status, body } = await this.request<T>(method, path, json);
    if (status >= 200 && status < 300) return body;
    throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
  }

  /** Every item of a list, following `nextCursor`. */
  async all<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const params = new URLSearchParams({ limit: '200', ...query });
      if (cursor !== null) params.set('cursor', cursor);
      const page: { items: T[]; nextCursor: string | null } = await this.expect(
        'GET',
        `${path}?${params.toString()}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }
}
