using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Processes.Wire;

namespace Workloads.Tests;

/// <summary>The time of a call is its own, however many travel together: a worker's answers are what its clock is read by.</summary>
public class CallTimeoutTests
{
    private const int Limit = 240_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_prompt_frame_each_call_that_takes_its_time_is_answered_when_it_ends(bool spans)
    {
        long[] sizes = [5, 6, 7, 8];

        List<byte[]> writes = Answer((FrameFlags.Prompt | (spans ? FrameFlags.Spans : FrameFlags.None), sizes));

        Assert.Equal(sizes, writes.Select(write => Assert.Single(Frames(write)).Result));
        Assert.All(writes, write => Assert.Equal(spans ? 5 : 3, (write.Length - FrameHeader.Size) / sizeof(long)));
    }

    [Fact]
    public void The_times_of_a_prompt_frames_calls_stand_behind_their_results()
    {
        byte[] first = Answer((FrameFlags.Prompt | FrameFlags.Spans, [5, 6, 7]))[0];

        // The frame's stamps, the call's result, the call's times.
        (long began, long ended, long result, long start, long end) =
            (Word(first, 0), Word(first, 1), Word(first, 2), Word(first, 3), Word(first, 4));
        Assert.Equal(5, result);
        Assert.True(began <= start && start < end && end <= ended);
    }

    [Fact]
    public void Earlier_answers_are_written_before_a_call_with_less_time_begins()
    {
        List<byte[]> writes = Answer((FrameFlags.None, [0]), (FrameFlags.Prompt | FrameFlags.AnswersFirst, [5]));

        Assert.Equal([0, 5], writes.Select(write => Assert.Single(Frames(write)).Result));
    }

    [Fact]
    public void A_call_that_throws_in_a_prompt_frame_fails_alone()
    {
        using var output = new Recorder();
        var request = new FrameWriter();
        request.AddName(FrameKind.Name, workload: 0, count: 0, Faults.Throw.Name);
        request.AddCalls(workload: 0, FrameFlags.Prompt, [0, 1, 0, 0, 1]);

        Run(request, output);

        FrameKind[] kinds = [.. output.Writes.Skip(1).SelectMany(Frames).Where(frame => frame.Kind is FrameKind.Failure || frame.Count > 0)
            .Select(frame => frame.Kind)];
        Assert.Equal(2, kinds.Count(kind => kind is FrameKind.Failure));
        Assert.Equal(FrameKind.Failure, kinds[^1]);
        Assert.Equal(3, output.Writes.Skip(1).SelectMany(Frames).Where(frame => frame.Kind is FrameKind.Results).Sum(frame => frame.Count));
    }

    [Fact(Timeout = Limit)]
    public async Task A_batch_that_takes_longer_than_a_call_may_loses_no_worker()
    {
        // So many calls that take no time make batches large; the slow ones come in them, some two seconds in all.
        long[] nothing = new long[10_000];
        long[] sizes = [.. nothing, .. Enumerable.Repeat(15L, 150), .. nothing];

        // Where the machine stands still for as long as a call may take, a worker is lost, and rightly so.
        await Chance.HappensAsync("No worker is lost.", 1_000, async timeout =>
        {
            await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
            CallOutcome[] outcomes = await pool.MapAsync(new(Workload.Wait, sizes), TimeSpan.FromMilliseconds(timeout), Token);
            return pool.WorkersReplaced == 0 && outcomes.Select(outcome => outcome.Result).SequenceEqual(sizes);
        });
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_that_hangs_in_a_large_batch_is_found_and_named_and_all_others_return()
    {
        const int Bad = 10_000;
        await using ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 1, AllowFaults = true }, Token);
        long[] sizes = new long[2 * Bad];
        sizes[Bad] = 1;

        // Another one's time is over, too, where the machine stands still for as long.
        await Chance.HappensAsync("No other call is ended.", 1_000, async timeout =>
        {
            CallOutcome[] outcomes = await pool.MapAsync(new(Faults.Hang, sizes), TimeSpan.FromMilliseconds(timeout), Token);
            Assert.Equal(Bad, Assert.IsType<CallTimedOutException>(outcomes[Bad].Error).Call);
            return outcomes.Count(outcome => !outcome.Succeeded) == 1;
        });
    }

    [Fact(Timeout = Limit)]
    public async Task With_no_reruns_a_call_that_ends_its_worker_is_not_run_again_even_among_many()
    {
        const int Bad = 10_000;
        await using ProcessPool pool =
            await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 1, MaxReruns = 0, AllowFaults = true }, Token);
        long[] sizes = new long[2 * Bad];
        sizes[Bad] = 1;

        CallOutcome[] outcomes = await pool.MapAsync(new(Faults.Exit, sizes), cancellationToken: Token);

        CallOutcome failed = Assert.Single(outcomes, outcome => !outcome.Succeeded);
        Assert.Equal(Bad, Assert.IsType<WorkerLostException>(failed.Error).Call);
        Assert.Equal(1, pool.WorkersReplaced);
    }

    /// <summary>What a worker writes, a write at a time, when it is sent frames of waits.</summary>
    private static List<byte[]> Answer(params (FrameFlags Flags, long[] Sizes)[] frames)
    {
        using var output = new Recorder();
        var request = new FrameWriter();
        request.AddName(FrameKind.Name, workload: 0, count: 0, Workload.Wait.Name);
        foreach ((FrameFlags flags, long[] sizes) in frames)
            request.AddCalls(workload: 0, flags, sizes);
        Run(request, output);
        return [.. output.Writes.Skip(1)]; // the first says that it is ready
    }

    private static void Run(FrameWriter request, Recorder output)
    {
        using var input = new MemoryStream(request.Written.ToArray());
        new CallLoop(input, output, faults: true, onReady: static () => { }, beforeSleep: static () => { }).Run();
    }

    private static IEnumerable<(FrameKind Kind, int Count, long Result)> Frames(byte[] write)
    {
        for (int start = 0; start < write.Length;)
        {
            var header = FrameHeader.Read(write.AsSpan(start));
            long result = header is { Kind: FrameKind.Results, Count: > 0 } ? Word(write, 2, start) : 0;
            yield return (header.Kind, header.Count, result);
            start += FrameHeader.Size + header.Length;
        }
    }

    /// <summary>One of the words behind a frame's header.</summary>
    private static long Word(byte[] write, int place, int frameStart = 0) =>
        BitConverter.ToInt64(write, frameStart + FrameHeader.Size + place * sizeof(long));

    private sealed class Recorder : MemoryStream
    {
        public List<byte[]> Writes { get; } = [];

        public override void Write(byte[] buffer, int offset, int count) => Writes.Add(buffer.AsSpan(offset, count).ToArray());
    }
}
