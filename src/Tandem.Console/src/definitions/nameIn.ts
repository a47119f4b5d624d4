/** The name that a definition's text gives itself; the server checks that it is the one it is put under. */
export const nameIn = (text: string) => /^(?:metadata:\s*\{\s*|\s+)name:\s*["']?([^\s"',}]+)/m.exec(text)?.[1] ?? '';
