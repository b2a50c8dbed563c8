// A task (Wiedervorlage) in the reading pane.

export function TaskView({ id }: { readonly id: string }) {
  return <p>{id}</p>;
}
