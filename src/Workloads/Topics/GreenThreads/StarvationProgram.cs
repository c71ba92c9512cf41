using System.Diagnostics;
using System.Globalization;

namespace Workloads.Topics;

/// <summary>
/// The child process of <see cref="StarvationRun"/>: it starts the requests, looks at its pool every few milliseconds, and prints a line
/// for each look.
/// </summary>
internal static class StarvationProgram
{
    /// <summary>
    /// What the library is started with; the cure, the number of requests, the wait and the patience in milliseconds follow.
    /// </summary>
    public const string Argument = "starve";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    public static int Run(string cure, string requests, string wait, string patience)
    {
        int count = int.Parse(requests, CultureInfo.InvariantCulture);
        TimeSpan time = TimeSpan.FromMilliseconds(double.Parse(wait, CultureInfo.InvariantCulture));
        TimeSpan limit = TimeSpan.FromMilliseconds(double.Parse(patience, CultureInfo.InvariantCulture));
        StarvationCure way = Enum.Parse<StarvationCure>(cure);
        if (way == StarvationCure.MoreThreads)
            ThreadPool.SetMinThreads(count + Environment.ProcessorCount, Environment.ProcessorCount);

        int done = 0, own = 0;
        long start = Stopwatch.GetTimestamp();
        var looks = new List<StarvationSample>();
        for (int request = 0; request < count; request++)
            StartOne(way, time, change => Interlocked.Add(ref own, change), () => Interlocked.Increment(ref done));

        // This thread is not the pool's, and looks however starved that is.
        do
        {
            looks.Add(Look());
            Thread.Sleep(LookEvery);
        }
        while (Volatile.Read(ref done) < count && Stopwatch.GetElapsedTime(start) < limit);
        looks.Add(Look());
        foreach (StarvationSample look in looks)
            Console.WriteLine(Invariant($"{look.At.Ticks} {look.Threads} {look.Pending} {look.Done}"));
        return 0;

        StarvationSample Look() =>
            new(Stopwatch.GetElapsedTime(start), ThreadPool.ThreadCount + Volatile.Read(ref own), ThreadPool.PendingWorkItemCount,
                Volatile.Read(ref done));
    }

    public static StarvationSample Parse(string line)
    {
        long[] numbers = [.. line.Split(' ').Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];
        return new(new(numbers[0]), (int)numbers[1], numbers[2], (int)numbers[3]);
    }

    private static void StartOne(StarvationCure way, TimeSpan wait, Action<int> countOwn, Action ended)
    {
        switch (way)
        {
            case StarvationCure.AsyncAllTheWay:
                _ = Task.Run(async () =>
                {
                    await AnswerAsync(wait).ConfigureAwait(false);
                    ended();
                });
                break;
            case StarvationCure.OwnThreads:
                countOwn(1);
                new Thread(() =>
                {
                    Block(wait, ended);
                    countOwn(-1);
                }) { IsBackground = true }.Start();
                break;
            default:
                _ = Task.Run(() => Block(wait, ended));
                break;
        }
    }

    private static void Block(TimeSpan wait, Action ended)
    {
        AnswerAsync(wait).GetAwaiter().GetResult();
        ended();
    }

    /// <summary>What the request asks for: the answer comes on a thread of the pool.</summary>
    private static async Task AnswerAsync(TimeSpan wait)
    {
        await Task.Delay(wait).ConfigureAwait(false);
        await Task.Yield();
    }
}
