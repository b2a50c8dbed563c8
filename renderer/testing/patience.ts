// Runs before every test of the window: what it waits for may take its time, as the machine has other work too.
import { configure } from "@testing-library/react";

configure({ asyncUtilTimeout: 10_000 });
