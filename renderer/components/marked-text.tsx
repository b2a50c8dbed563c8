// A text with its hits marked: by a ground and by <mark>, which screen readers can tell.
import type { MarkedText as Pieces } from "../../shared/desk/archive-calls.ts";

export function MarkedText({ pieces }: { readonly pieces: Pieces }) {
  return (
    <>
      {pieces.map((piece, index) =>
        piece.hit ? (
          <mark key={index} className="hit">
            {piece.text}
          </mark>
        ) : (
          <span key={index}>{piece.text}</span>
        ),
      )}
    </>
  );
}
