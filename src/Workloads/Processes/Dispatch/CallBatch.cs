namespace Workloads.Processes.Dispatch;

/// <summary>Calls of one job that travel in one frame, and how many of them have been answered.</summary>
internal sealed class CallBatch
{
    /// <summary>Whose calls they are.</summary>
    public Job? Job { get; set; }

    /// <summary>The calls' numbers within their job.</summary>
    public long[] Numbers { get; private set; } = new long[16];

    /// <summary>The calls' sizes.</summary>
    public long[] Sizes { get; private set; } = new long[16];

    /// <summary>How many calls there are.</summary>
    public int Count { get; set; }

    /// <summary>How many of them have been answered, which are the first ones.</summary>
    public int Done { get; set; }

    /// <summary>
    /// Whether each answer is written before the next call begins, so that the first unanswered call is the one that runs.
    /// </summary>
    public bool OneByOne { get; set; }

    /// <summary>What they are expected to take, in ticks; NaN when nothing is known.</summary>
    public double ExpectedTicks { get; set; }

    /// <summary>The bytes of a payload call, which travels alone.</summary>
    public PayloadJob? Payload => Job as PayloadJob;

    /// <summary>Makes it empty, with room for so many calls.</summary>
    public void Reset(Job job, int capacity)
    {
        if (Numbers.Length < capacity)
        {
            Numbers = new long[capacity];
            Sizes = new long[capacity];
        }

        Job = job;
        Count = Done = 0;
        OneByOne = false;
        ExpectedTicks = double.NaN;
    }
}
