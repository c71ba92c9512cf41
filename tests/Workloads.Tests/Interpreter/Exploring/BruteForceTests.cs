using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workloads.Interpreter;

namespace Workloads.Tests;

/// <summary>The explorer against every order of the reads, writes and locks of small programs, tried one by one.</summary>
public sealed class BruteForceTests
{
    [Fact]
    public void The_outcomes_and_deadlocks_are_those_that_trying_every_order_finds()
    {
        Gen<Block> blocks =
            from locks in Gen.Elements("", "a", "b", "ab", "ba")
            from target in Gen.Choose(0, 1)
            from source in Gen.Choose(0, 1)
            from addend in Gen.Choose(1, 3)
            select new Block(locks, target, source, addend);
        Gen<Block[][]> programs =
            from first in blocks.ArrayOf(2)
            from second in blocks.ArrayOf(2)
            from third in Gen.Choose(0, 1).SelectMany(length => blocks.ArrayOf(length))
            select new[] { first, second, third };

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(programs.ToArbitrary(), Agrees));
    }

    private static bool Agrees(Block[][] threads)
    {
        var expected = new HashSet<string>();
        Try([.. threads.Select(blocks => blocks.SelectMany(block => block.Actions()).ToArray())], new int[threads.Length],
            new long[threads.Length], new long[2], new bool[2], expected);

        Exploration found = new Explorer().Explore(StackProgram.Parse(Text(threads)), [.. threads.Select((_, number) => $"t{number}()")]);

        HashSet<string> outcomes = [.. found.Outcomes.Select(outcome => $"{outcome.Globals["x"]} {outcome.Globals["y"]}")];
        if (found.Deadlocks.Count > 0)
            outcomes.Add("deadlock");
        return found.IsComplete && outcomes.SetEquals(expected);
    }

    private static string Text(Block[][] threads)
    {
        var text = new StringBuilder("x = 0\ny = 0\na = Lock()\nb = Lock()\n");
        for (int number = 0; number < threads.Length; number++)
        {
            text.Append($"def t{number}():\n    global x, y\n    pass\n");
            foreach (Block block in threads[number])
                block.Write(text);
        }

        return text.ToString();
    }

    /// <summary>Runs every order of the threads' actions, with no memory of states seen before.</summary>
    private static void Try(Action[][] threads, int[] next, long[] read, long[] globals, bool[] held, HashSet<string> outcomes)
    {
        bool moved = false;
        for (int thread = 0; thread < threads.Length; thread++)
        {
            if (next[thread] == threads[thread].Length)
                continue;
            Action action = threads[thread][next[thread]];
            if (action.Kind == 'l' && held[action.Number])
                continue;
            moved = true;
            int[] nextThen = [.. next];
            nextThen[thread]++;
            long[] readThen = [.. read], globalsThen = [.. globals];
            bool[] heldThen = [.. held];
            switch (action.Kind)
            {
                case 'r':
                    readThen[thread] = globals[action.Number];
                    break;
                case 'w':
                    globalsThen[action.Number] = read[thread] + action.Addend;
                    break;
                default:
                    heldThen[action.Number] = action.Kind == 'l';
                    break;
            }

            Try(threads, nextThen, readThen, globalsThen, heldThen, outcomes);
        }

        if (moved)
            return;
        bool ended = next.Zip(threads).All(thread => thread.First == thread.Second.Length);
        outcomes.Add(ended ? $"{globals[0]} {globals[1]}" : "deadlock");
    }

    private readonly record struct Action(char Kind, int Number, int Addend);

    /// <summary>An assignment, such as x = y + 2, inside some locks.</summary>
    private sealed record Block(string Locks, int Target, int Source, int Addend)
    {
        private string Statement => $"{"xy"[Target]} = {"xy"[Source]} + {Addend}";

        public IEnumerable<Action> Actions() =>
        [
            .. Locks.Select(name => new Action('l', name - 'a', 0)),
            new('r', Source, 0),
            new('w', Target, Addend),
            .. Locks.Reverse().Select(name => new Action('u', name - 'a', 0)),
        ];

        public void Write(StringBuilder text)
        {
            string indent = "    ";
            foreach (char name in Locks)
            {
                text.Append($"{indent}with {name}:\n");
                indent += "    ";
            }

            text.Append($"{indent}{Statement}\n");
        }
    }
}
