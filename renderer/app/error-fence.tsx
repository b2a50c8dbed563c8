// Keeps a defect in one area from taking the window with it.
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/messages.tsx";

interface FenceState {
  readonly failed: boolean;
}

export class ErrorFence extends Component<{ readonly children: ReactNode }, FenceState> {
  override state: FenceState = { failed: false };
  static getDerivedStateFromError(): FenceState {
    return { failed: true };
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Failed onRetry={() => this.setState({ failed: false })} />;
  }
}

function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon="error" title={t("frame.crash.title")} action={<Button onPress={onRetry}>{t("common.retry")}</Button>}>
      {t("frame.crash.text")}
    </EmptyState>
  );
}
