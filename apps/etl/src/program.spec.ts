import { type Command } from 'commander';
import { COMMANDS } from './commands';
import { buildProgram } from './program';
import { expectGolden } from './testing/golden';

/** The help as the terminal shows it. */
async function help(...names: string[]): Promise<string> {
  const program = await buildProgram(names, async () => undefined);
  const command = names.reduce<Command>(
    (parent, name) => parent.commands.find((candidate) => candidate.name() === name) ?? parent,
    program,
  );
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

describe('--help', () => {
  it('of the program', async () => {
    expectGolden(__dirname, 'help.txt', await help());
  });

  it.each(COMMANDS.map(({ name }) => name))('of %s', async (name) => {
    expectGolden(__dirname, `help-${name}.txt`, await help(name));
  });

  it.each(['apply', 'check', 'restore'])('of schema %s', async (name) => {
    expectGolden(__dirname, `help-schema-${name}.txt`, await help('schema', name));
  });

  it('uses no name that Nx takes for itself', async () => {
    const taken = [
      '--verbose',
      '--parallel',
      '--skip-nx-cache',
      '--configuration',
      '--project',
      '--output-style',
    ];
    const program = await buildProgram(
      COMMANDS.map(({ name }) => name),
      async () => undefined,
    );
    const all = [...program.commands, ...program.commands.flatMap((command) => command.commands)];
    const names = all.flatMap((command) => command.options.map(({ long }) => long));
    expect(names.filter((name) => name !== undefined && taken.includes(name ?? ''))).toEqual([]);
  });
});
