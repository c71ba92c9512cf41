using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How a computation got on while a thread waited for an answer.</summary>
/// <param name="StepSeconds">What one step of the computation takes.</param>
/// <param name="Meanwhile">Steps done before the answer came, one number a round.</param>
internal sealed record StepsMeanwhile(double StepSeconds, IReadOnlyList<double> Meanwhile);

/// <summary>
/// A call that blocks beside a computation that takes as long: one after the other, with a thread for the call, and asynchronously;
/// and two computations, in turn and on two threads. In .NET and in CPython, with steps of the same length (E5).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record BlockingWays : IDisplayable
{
    /// <param name="times">What each way took.</param>
    /// <param name="steps">Steps of the computation.</param>
    /// <param name="dotNet">How far .NET's came before the answer did.</param>
    /// <param name="python">How far CPython's came; null where none was found.</param>
    internal BlockingWays(InBoth times, int steps, StepsMeanwhile dotNet, StepsMeanwhile? python = null) =>
        (Times, Steps, DotNet, Python) = (times, steps, dotNet, python);

    internal InBoth Times { get; init; }
    internal int Steps { get; init; }
    internal StepsMeanwhile DotNet { get; init; }
    internal StepsMeanwhile? Python { get; init; }

    internal const string InTurn = "one after the other", WithThread = "a thread for the request", Async = "async",
        TwoInTurn = "two computations, one after the other", TwoThreads = "two computations, two threads";

    private static readonly string[] Names = [InTurn, WithThread, Async, TwoInTurn, TwoThreads];

    /// <summary>Measures, with a request server in a process of its own.</summary>
    /// <param name="waitMilliseconds">How long the server takes to answer, and the computation alone: from 2 to
    /// <see cref="Request.MaxWait"/>.</param>
    /// <param name="stepMilliseconds">How long a step of the computation takes, from 0.01 ms to half the wait.</param>
    /// <param name="rounds">Rounds that count, from 1 to 1,000; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; the server has ended then.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<BlockingWays> MeasureAsync(
        int waitMilliseconds = 60, double stepMilliseconds = 0.2, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        Bounds.Checked(waitMilliseconds, 2, Request.MaxWait, nameof(waitMilliseconds));
        Bounds.Checked(stepMilliseconds, 0.01, waitMilliseconds / 2.0, nameof(stepMilliseconds));
        Bounds.Checked(rounds, 1, 1_000, nameof(rounds));
        int steps = (int)Math.Round(waitMilliseconds / stepMilliseconds / 2) * 2;
        ServerProcess server = await new RequestServerOptions().StartAsync(cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var trial = new Trial(server.Port, new(waitMilliseconds, 0), steps, Step.Of(stepMilliseconds / 1_000));
            var ways = new InTurns
            {
                Ways = trial.Ways,
                MaxRounds = rounds,
                Time = InTurns.LongTime,
                Decides = static turns => [WithAThread(turns)]
            };
            Turns turns = await ways.RunAsync(cancellationToken).ConfigureAwait(false);
            StepsMeanwhile ours = new(trial.Step.Seconds(), [.. trial.Meanwhile.Skip(ways.WarmUps)]);
            if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
                return new(new(turns), steps, ours);

            object arguments = new { names = Names, port = server.Port, milliseconds = waitMilliseconds, steps,
                step_seconds = stepMilliseconds / 1_000, size = Step.Size, rounds };
            var (there, theirs) = await new PythonExperiment<There>(PythonRequestServer.Script, "blocking")
                .MeasureAsync(build, arguments, static answer => answer.Turns,
                    static turns => [turns.Compare(TwoThreads, TwoInTurn).AtLeast(0.9)], cancellationToken).ConfigureAwait(false);
            return new(new(turns, theirs, build), steps, ours, new(there.StepSeconds, there.Meanwhile));
        }
    }

    /// <summary>
    /// Judges E5: a blocking call and a computation get on at the same time; and in CPython two threads that compute are no faster than
    /// one.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "E5"
        ? Times.Judge(claim, turns => GetOn(turns, DotNet), turns => [.. GetOn(turns, Python!), NoFaster(turns)])
        : throw WrongClaim.Of(claim!, "E5");

    /// <summary>The request and the computation, in times of one after the other; two computations are another thing.</summary>
    public Figure ToFigure()
    {
        string[] ways = [InTurn, WithThread, Async];
        return new InBoth(Times.DotNet.Only(ways), Times.Python?.Only(ways), Times.Build).ToFigure();
    }

    /// <summary>How far the computation came before the answer did.</summary>
    public Table ToTable() => Table.Of(
        "A thread for the request: the computation meanwhile",
        Times.Sides.Zip([DotNet, Python!], static (side, steps) => (side.Runtime, Steps: steps)),
        ("runtime", row => row.Runtime),
        ("a step takes", row => row.Steps.StepSeconds),
        ("steps", _ => Steps),
        ("before the answer came (median)", row => row.Steps.Meanwhile.Median())).In("a step takes", Unit.Seconds);

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), Times.ToTable(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => $"{Times}\n\n{ToTable()}";

    private Expectation[] GetOn(Turns turns, StepsMeanwhile steps)
    {
        Estimate share = MedianInterval.Of([.. steps.Meanwhile.Select(done => done / Steps)]);
        return
        [
            WithAThread(turns),
            new("before the answer came, {0} of the computation was done", share)
            {
                Name = "computed meanwhile",
                Unit = Unit.Percent,
                AtLeast = 0.5,
                Doubt = turns.Disturbance
            },
        ];
    }

    /// <summary>One core would do; but a machine that lends its second one away just then shows no gain either.</summary>
    private static Expectation WithAThread(Turns turns) => turns.Compare(WithThread, InTurn).AtMost(0.8) with
    {
        Sentence = "with a thread for the request both take {0} the time of one after the other", NeedsCores = true,
    };

    private Expectation NoFaster(Turns turns) =>
        turns.Compare(TwoThreads, TwoInTurn).OneAtATime(0.9, hasLock: Times.Build!.Gil != GilState.Off) with
    {
        Sentence = "two computations on two threads take {0} the time of one after the other",
    };

    private sealed record There(Dictionary<string, double[]> Turns, IReadOnlyList<double> Meanwhile, double StepSeconds);

    /// <summary>A step of the computation: a small Fibonacci number, so often that it takes as long in each runtime.</summary>
    internal sealed record Step(int Times)
    {
        /// <summary>The size of the Fibonacci number.</summary>
        public const int Size = 12;

        /// <summary>A step that takes so many seconds.</summary>
        public static Step Of(double seconds)
        {
            var probe = new Step(100);
            return new(Math.Max(1, (int)Math.Round(seconds / (probe.Seconds() / probe.Times))));
        }

        public void Run()
        {
            for (int time = 0; time < Times; time++)
                Fibonacci.Of(Size);
        }

        /// <summary>What one takes: the shortest of several.</summary>
        public double Seconds() => Enumerable.Range(0, 200).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            Run();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }

    /// <summary>The ways.</summary>
    private sealed class Trial(int port, Request request, int steps, Step step)
    {
        private int _done;

        public Step Step => step;

        /// <summary>Steps done before the answer came to its thread, run by run.</summary>
        public List<double> Meanwhile { get; } = [];

        public IReadOnlyList<Way> Ways =>
            [.. Names.Zip((Func<Task>[])[InTurnAsync, WithThreadAsync, BothAsync, TwoInTurnAsync, TwoThreadsAsync],
            (name, run) => Way.Timed(name, token => Task.Run(run, token)))];

        private void Ask() => AskAsync().GetAwaiter().GetResult();

        private Task AskAsync() => RequestClient.AskAsync(port, request);

        private void Compute(int count)
        {
            for (int number = 0; number < count; number++)
            {
                step.Run();
                Volatile.Write(ref _done, _done + 1);
            }
        }

        private Task InTurnAsync()
        {
            Ask();
            Compute(steps);
            return Task.CompletedTask;
        }

        private Task WithThreadAsync()
        {
            int before = _done;
            var asking = new Thread(() =>
            {
                Ask();
                Meanwhile.Add(Volatile.Read(ref _done) - before);
            });
            asking.Start();
            Compute(steps);
            asking.Join();
            return Task.CompletedTask;
        }

        private Task BothAsync()
        {
            Task asking = AskAsync();
            Compute(steps);
            return asking;
        }

        private Task TwoInTurnAsync()
        {
            Compute(steps);
            return Task.CompletedTask;
        }

        private Task TwoThreadsAsync()
        {
            OwnThreads.Run(2, _ => Compute(steps / 2));
            return Task.CompletedTask;
        }
    }
}
