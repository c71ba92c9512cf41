
namespace Workloads.Interpreter;

/// <summary>One instruction of a schedule, and what it left behind.</summary>
/// <param name="Number">Its place in the schedule, counted from 1.</param>
/// <param name="Thread">The number of the thread that ran it, counted from 1.</param>
/// <param name="IsSwitch">Whether another thread ran the instruction before.</param>
/// <param name="Line">The line of the program.</param>
/// <param name="Instruction">The instruction, as a listing shows it.</param>
/// <param name="Stack">The stack of the thread's function behind it, bottom first.</param>
/// <param name="Globals">The shared variables behind it, by name; of a lock, the number of its holder counted from 1, or 0.</param>
internal sealed record ScheduleStep(
    int Number, int Thread, bool IsSwitch, int Line, string Instruction, IReadOnlyList<long> Stack,
    IReadOnlyDictionary<string, long> Globals);

/// <summary>An order in which threads took turns, instruction by instruction, to be stepped through.</summary>
public sealed class Schedule
{
    internal Schedule(IReadOnlyList<string> threads, IReadOnlyList<ScheduleStep> steps)
    {
        Threads = threads;
        Steps = steps;
    }

    /// <summary>The threads' calls.</summary>
    public IReadOnlyList<string> Threads { get; }

    /// <summary>The instructions in the order in which they ran.</summary>
    internal IReadOnlyList<ScheduleStep> Steps { get; }

    /// <summary>How many times one thread took over from another.</summary>
    public int Switches => Steps.Count(step => step.IsSwitch);

    /// <summary>Who took over from whom after how many instructions.</summary>
    public override string ToString() => Invariant($"{Steps.Count:N0} instructions, {Switches} switches");

    /// <summary>Runs a schedule again from the beginning, and notes what each instruction leaves behind.</summary>
    internal static Schedule Replay(Search search, IReadOnlyList<string> names, IEnumerable<int> turns)
    {
        StackProgram program = search.Program;
        var shared = new SharedState(program);
        ThreadState[] threads =
            [.. search.Calls.Select((call, number) => ThreadState.Start(program, number, call.Function, call.Arguments))];
        var steps = new List<ScheduleStep>();
        foreach (int turn in turns)
        {
            ThreadState thread = threads[turn];
            bool checkPoint;
            do
            {
                var (code, index) = search.Stepper.Next(thread);
                Instruction instruction = code.Instructions[index];
                checkPoint = search.Stepper.Step(thread, shared);
                steps.Add(new(
                    steps.Count + 1, turn + 1, steps.Count > 0 && steps[^1].Thread != turn + 1, instruction.Line,
                    Describe(code, instruction),
                    thread.Frames.Count > 0 ? [.. thread.Frames[^1].Stack] : [], Named(program, shared)));
            }
            while (!checkPoint && !search.Stepper.IsBlocked(thread, shared));
        }

        return new(names, steps);
    }

    private static string Describe(CodeObject code, Instruction instruction)
    {
        string meaning = Listing.Meaning(code, instruction);
        string name = instruction.Opcode.Name();
        return meaning.Length > 0 ? $"{name} {meaning}"
            : instruction.Opcode == Opcode.Call ? Invariant($"{name} {instruction.Argument}") : name;
    }

    private static Dictionary<string, long> Named(StackProgram program, SharedState shared) =>
        program.Globals.Select((global, number) => (global.Name, shared.Globals[number])).ToDictionary(StringComparer.Ordinal);
}
