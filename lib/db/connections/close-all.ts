const closers: (() => Promise<void>)[] = []

export function onCloseAll(close: () => Promise<void>): void {
  closers.push(close)
}

/** Ends every connection of this process: at shutdown, and between the worlds of tests. They open again when they are needed. */
export async function closeAll(): Promise<void> {
  await Promise.all(closers.map((close) => close()))
}
