
namespace Workloads.Interpreter;

/// <summary>How far a thread is.</summary>
internal enum ThreadStatus
{
    Running,
    Returned,
    Failed,
}

/// <summary>A call under way: where it is, its locals and its stack.</summary>
internal sealed class FrameState(int function, int locals)
{
    public int Function { get; } = function;

    public int Next { get; set; }

    public long[] Locals { get; } = new long[locals];

    public List<long> Stack { get; } = [];

    public void Push(long value) => Stack.Add(value);

    public long Pop()
    {
        long value = Stack[^1];
        Stack.RemoveAt(Stack.Count - 1);
        return value;
    }
}

/// <summary>What one thread has to itself: its frames, or how it ended. It packs into numbers, by which states are told apart.</summary>
internal sealed class ThreadState(int thread)
{
    private const int StatusShift = 8, PhaseShift = 12;

    public int Thread { get; } = thread;

    public ThreadStatus Status { get; set; }

    /// <summary>1 between the two writes of a print, else 0.</summary>
    public int Phase { get; set; }

    /// <summary>The result, or the number of the failure's message.</summary>
    public long Value { get; set; }

    public List<FrameState> Frames { get; } = [];

    public static ThreadState Start(StackProgram program, int thread, int function, long[] arguments)
    {
        var state = new ThreadState(thread);
        var frame = new FrameState(function, program.Functions[function].Locals.Count);
        arguments.CopyTo(frame.Locals, 0);
        state.Frames.Add(frame);
        return state;
    }

    public void End(ThreadStatus status, long value)
    {
        Frames.Clear();
        Status = status;
        Value = value;
    }

    public long[] Pack()
    {
        var packed = new List<long> { Thread | (int)Status << StatusShift | Phase << PhaseShift, Value };
        foreach (FrameState frame in Frames)
        {
            packed.Add(frame.Function);
            packed.Add(frame.Next);
            packed.Add(frame.Stack.Count);
            packed.AddRange(frame.Locals);
            packed.AddRange(frame.Stack);
        }

        return [.. packed];
    }

    public static ThreadState Unpack(StackProgram program, long[] packed)
    {
        var state = new ThreadState((int)packed[0] & 0xFF)
        {
            Status = StatusOf(packed),
            Phase = (int)packed[0] >> PhaseShift,
            Value = packed[1],
        };
        for (int at = 2; at < packed.Length;)
        {
            var frame = new FrameState((int)packed[at], program.Functions[(int)packed[at]].Locals.Count) { Next = (int)packed[at + 1] };
            int depth = (int)packed[at + 2];
            at += 3;
            packed.AsSpan(at, frame.Locals.Length).CopyTo(frame.Locals);
            at += frame.Locals.Length;
            frame.Stack.AddRange(packed.AsSpan(at, depth));
            at += depth;
            state.Frames.Add(frame);
        }

        return state;
    }

    public static ThreadStatus StatusOf(long[] packed) => (ThreadStatus)((int)packed[0] >> StatusShift & 0xF);
}
