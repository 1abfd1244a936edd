'use client'
import { type RefObject, useRef } from 'react'

/** The plane follows the mouse where it is pressed and moved; touch and wheel scroll by themselves. */
export function useDrag(box: RefObject<HTMLElement | null>) {
  const from = useRef<{ x: number; y: number; left: number; top: number }>(undefined)
  const moved = useRef(false)
  return {
    /** Whether the press that just ended was a drag and no click. */
    hasMoved: () => moved.current,
    handlers: {
      onPointerDown(event: React.PointerEvent) {
        moved.current = false
        if (event.pointerType !== 'mouse' || event.button !== 0 || !box.current) return
        from.current = { x: event.clientX, y: event.clientY, left: box.current.scrollLeft, top: box.current.scrollTop }
      },
      onPointerMove(event: React.PointerEvent) {
        const start = from.current
        if (!start || !box.current) return
        const [x, y] = [event.clientX - start.x, event.clientY - start.y]
        if (!moved.current && Math.abs(x) + Math.abs(y) < 5) return
        if (!moved.current) box.current.setPointerCapture(event.pointerId)
        moved.current = true
        box.current.scrollTo(start.left - x, start.top - y)
      },
      onPointerUp() {
        from.current = undefined
      },
      onPointerCancel() {
        from.current = undefined
      },
    },
  }
}
