import { actSteps } from "./act-steps";
import { askSteps, dealSteps } from "./deal-steps";
import { openGround } from "./ground";

/** One chain with everything deployed and everybody entered, and the acts as one call each. */
export const makeWorld = async () => {
  const ground = await openGround();
  return { ...ground, ...dealSteps(ground), ...actSteps(ground), ...askSteps(ground) };
};

export type World = Awaited<ReturnType<typeof makeWorld>>;
