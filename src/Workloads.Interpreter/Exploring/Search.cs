
namespace Workloads.Interpreter;

/// <summary>A breadth-first search through the states of a program.</summary>
internal sealed class Search
{
    /// <summary>What the cache holds for a thread that cannot move.</summary>
    private const ulong Blocked = ulong.MaxValue;

    private readonly InternTable _own = new();
    private readonly InternTable _shared = new();
    private readonly TransitionCache _transitions = new();
    private readonly List<bool> _running = [];
    private readonly int _threads;

    public Search(StackProgram program, IReadOnlyList<string> calls, CheckPoints checkPoints)
    {
        Program = program;
        Calls = [.. calls.Select(program.ParseCall)];
        Stepper = new(program, checkPoints);
        _threads = calls.Count;
        States = new(_threads);
    }

    public StackProgram Program { get; }

    public IReadOnlyList<(int Function, long[] Arguments)> Calls { get; }

    public Stepper Stepper { get; }

    public VisitedStates States { get; }

    public long Steps { get; private set; }

    /// <summary>The states in which every thread has ended, nearest first.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>The states in which no thread can move and some have not ended, nearest first.</summary>
    public List<int> Deadlocks { get; } = [];

    /// <summary>Searches until nothing new is found; false when it passed the limit before.</summary>
    public bool Run(int maxStates, CancellationToken cancellationToken)
    {
        Span<int> parts = stackalloc int[_threads + 1];
        parts[0] = _shared.NumberOf(new SharedState(Program).Pack());
        for (int thread = 0; thread < _threads; thread++)
            parts[thread + 1] = Intern(ThreadState.Start(Program, thread, Calls[thread].Function, Calls[thread].Arguments));
        States.Add(parts, parent: -1, thread: 0, layer: 0);

        int layerEnd = 1;
        for (int state = 0; state < States.Count; state++)
        {
            if (state == layerEnd)
                layerEnd = States.Count;
            if (States.Count > maxStates)
                return false;
            if ((state & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            States[state].CopyTo(parts);
            Expand(state, parts, layerEnd);
        }

        return true;
    }

    public ThreadState Own(int number) => ThreadState.Unpack(Program, _own[number]);

    public SharedState Shared(int number) => SharedState.Unpack(Program, _shared[number]);

    private void Expand(int state, Span<int> parts, int layer)
    {
        int shared = parts[0];
        bool moved = false, ended = true;
        for (int thread = 0; thread < _threads; thread++)
        {
            int own = parts[thread + 1];
            if (!_running[own])
                continue;
            ended = false;
            ulong pair = TransitionCache.Pair(own, shared);
            if (!_transitions.TryGet(pair, out ulong after))
            {
                after = Turn(own, shared);
                _transitions.Add(pair, after);
            }

            if (after == Blocked)
                continue;
            moved = true;
            Steps++;
            parts[0] = (int)(uint)after;
            parts[thread + 1] = (int)(after >> 32);
            States.Add(parts, state, thread, layer);
            parts[0] = shared;
            parts[thread + 1] = own;
        }

        if (ended)
            Ends.Add(state);
        else if (!moved)
            Deadlocks.Add(state);
    }

    /// <summary>A thread's turn: from one check point to the next, or to a lock that is held.</summary>
    private ulong Turn(int own, int shared)
    {
        ThreadState thread = Own(own);
        SharedState together = Shared(shared);
        if (Stepper.IsBlocked(thread, together))
            return Blocked;
        while (!Stepper.Step(thread, together) && !Stepper.IsBlocked(thread, together))
        {
        }

        return TransitionCache.Pair(Intern(thread), _shared.NumberOf(together.Pack()));
    }

    private int Intern(ThreadState thread)
    {
        int number = _own.NumberOf(thread.Pack());
        if (number == _running.Count)
            _running.Add(thread.Status == ThreadStatus.Running);
        return number;
    }
}
