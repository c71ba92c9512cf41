
namespace Workloads.Interpreter;

/// <summary>One way for the program to end.</summary>
public sealed class Outcome
{
    private readonly Lazy<Schedule> _schedule;

    internal Outcome(IReadOnlyDictionary<string, long> globals, string output, IReadOnlyList<string> threads, bool isDeadlock,
        Func<Schedule> schedule)
    {
        Globals = globals;
        Output = output;
        Threads = threads;
        IsDeadlock = isDeadlock;
        _schedule = new(schedule);
    }

    /// <summary>The shared variables at the end, by name, without the locks.</summary>
    public IReadOnlyDictionary<string, long> Globals { get; }

    /// <summary>What was printed.</summary>
    public string Output { get; }

    /// <summary>For each thread, how it ended: what it returned, why it failed, or which lock it waits for.</summary>
    public IReadOnlyList<string> Threads { get; }

    /// <summary>Whether no thread can move though some have not ended.</summary>
    public bool IsDeadlock { get; }

    /// <summary>
    /// A shortest schedule that leads here: fewest steps from one check point to the next, and among those found few switches.
    /// </summary>
    public Schedule Schedule => _schedule.Value;
}

/// <summary>Every outcome of a program's threads.</summary>
public sealed class Exploration
{
    private readonly Search _search;

    internal Exploration(Search search, IReadOnlyList<string> threads, CheckPoints checkPoints, int maxStates, bool isComplete,
        TimeSpan elapsed)
    {
        _search = search;
        Threads = threads;
        CheckPoints = checkPoints;
        MaxStates = maxStates;
        IsComplete = isComplete;
        Elapsed = elapsed;
        Outcomes = [.. search.Ends.Select(state => Describe(state, isDeadlock: false))];
        Deadlocks = [.. search.Deadlocks
            .Select(state => Describe(state, isDeadlock: true))
            .DistinctBy(outcome => string.Join('\n', outcome.Threads), StringComparer.Ordinal)];
    }

    /// <summary>The threads' calls.</summary>
    public IReadOnlyList<string> Threads { get; }

    /// <summary>Where one thread could take over from another.</summary>
    public CheckPoints CheckPoints { get; }

    /// <summary>The limit of states.</summary>
    public int MaxStates { get; }

    /// <summary>Whether all states were explored: when not, the limit was passed, and there may be outcomes that are not listed.</summary>
    public bool IsComplete { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>
    /// The ends that differ in the shared variables, the output or how a thread ended; those with the shortest schedules first.
    /// </summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>The deadlocks that differ in which thread waits for which lock; those with the shortest schedules first.</summary>
    public IReadOnlyList<Outcome> Deadlocks { get; }

    /// <summary>How many states were seen.</summary>
    public int States => _search.States.Count;

    /// <summary>How many steps led from one state to another.</summary>
    public long Steps => _search.Steps;

    /// <summary>States seen in a second.</summary>
    public double StatesPerSecond => States / Elapsed.TotalSeconds;

    /// <summary>The values that a shared variable may end with, in rising order.</summary>
    /// <exception cref="KeyNotFoundException">The program has no such variable.</exception>
    public IReadOnlyList<long> ValuesOf(string global) => [.. Outcomes.Select(outcome => outcome.Globals[global]).Distinct().Order()];

    /// <summary>The first outcome, by the length of its schedule, in which a shared variable ends with a value.</summary>
    /// <exception cref="InvalidOperationException">It never does.</exception>
    public Outcome EndingWith(string global, long value) =>
        Outcomes.FirstOrDefault(outcome => outcome.Globals[global] == value)
        ?? throw new InvalidOperationException(
            Invariant($"{global} never ends as {value}; it may end as {string.Join(", ", ValuesOf(global).Select(one => Invariant($"{one}")))}."));

    /// <summary>What came out, in a sentence; it says so when the limit was passed.</summary>
    public override string ToString()
    {
        string found = $"{Counted(Outcomes.Count, "outcome")} and {Counted(Deadlocks.Count, "deadlock")} in {Counted(States, "state")}";
        return IsComplete ? $"{found}." : Invariant($"{found}; the limit of {MaxStates:N0} states was passed, so there may be more.");
    }

    private static string Counted(int count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private Outcome Describe(int state, bool isDeadlock)
    {
        int[] parts = _search.States[state].ToArray();
        SharedState shared = _search.Shared(parts[0]);
        var globals = _search.Program.Globals
            .Select((global, number) => (global.IsLock, global.Name, Value: shared.Globals[number]))
            .Where(global => !global.IsLock)
            .ToDictionary(global => global.Name, global => global.Value, StringComparer.Ordinal);
        return new(globals, shared.Output(), [.. parts.Skip(1).Select(own => Describe(_search.Own(own), shared))], isDeadlock,
            () => Replay(state));
    }

    private string Describe(ThreadState thread, SharedState shared)
    {
        switch (thread.Status)
        {
            case ThreadStatus.Returned:
                return Invariant($"returned {thread.Value}");
            case ThreadStatus.Failed:
                return $"failed: {_search.Stepper.Failure(thread.Value)}";
            default:
                int mutex = _search.Stepper.LockAwaited(thread);
                return Invariant($"waits for {_search.Program.Globals[mutex].Name}, held by thread {shared.Globals[mutex]}");
        }
    }

    private Schedule Replay(int state)
    {
        var turns = new Stack<int>();
        for (; _search.States.Parent(state) >= 0; state = _search.States.Parent(state))
            turns.Push(_search.States.Thread(state));
        return Schedule.Replay(_search, Threads, turns);
    }
}
