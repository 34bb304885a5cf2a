import type { CollectionPlan } from './plan';

/**
 * Collections in the order of the references of their main tables, referenced ones first. Cycles are cut where they
 * are met; ties keep the order of the names.
 */
export function referencedFirst(plans: readonly CollectionPlan[]): CollectionPlan[] {
  const byTable = new Map(plans.map((plan) => [plan.tables[0].name, plan]));
  const ordered = new Set<CollectionPlan>();
  const visiting = new Set<CollectionPlan>();
  const visit = (plan: CollectionPlan): void => {
    if (ordered.has(plan) || visiting.has(plan)) return;
    visiting.add(plan);
    for (const { reference } of plan.tables[0].columns) {
      const parent = reference === undefined ? undefined : byTable.get(reference.table);
      if (parent !== undefined) visit(parent);
    }
    ordered.add(plan);
  };
  for (const plan of [...plans].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(plan);
  return [...ordered];
}
