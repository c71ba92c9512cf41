using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// How late an answer is taken beside threads that compute, in turns, in .NET and in CPython; there also with another switch interval,
/// since whoever waited has to ask for the GIL again (E5).
/// </summary>
/// <param name="Times">What the request takes.</param>
/// <param name="Computing">How many threads compute.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record AnswerDelays(InBoth Times, int Computing) : IDisplayable
{
    internal const string Alone = "alone";

    /// <summary>CPython's other switch interval, a tenth of the usual 5 ms, in seconds.</summary>
    private const double Interval = 0.0005;

    /// <summary>Measures, with a request server in a process of its own.</summary>
    /// <param name="waitMilliseconds">How long the server takes to answer, from 0 to <see cref="Request.MaxWait"/>.</param>
    /// <param name="computing">How many threads compute, in each runtime: from 1 to 64.</param>
    /// <param name="rounds">Rounds that count, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it; the server has ended then.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<AnswerDelays> MeasureAsync(int waitMilliseconds = 20, int computing = 1, int rounds = 15,
        CancellationToken cancellationToken = default)
    {
        var request = new Request(Bounds.Checked(waitMilliseconds, 0, Request.MaxWait, nameof(waitMilliseconds)), 0);
        Bounds.Checked(computing, 1, 64, nameof(computing));
        Bounds.Checked(rounds, 1, 1_000, nameof(rounds));
        ServerProcess server = await new RequestServerOptions().StartAsync(cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            double Ask()
            {
                long start = Stopwatch.GetTimestamp();
                RequestClient.AskAsync(server.Port, request, cancellationToken).GetAwaiter().GetResult();
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            string[] names = [Alone, Beside(computing), $"{Beside(computing)}, a switch interval of {Unit.Seconds.Format(Interval)}"];
            var ours = new InTurns
            {
                Ways = [new(names[0], token => Task.Run(Ask, token)),
                    new(names[1], token => Task.Run(() => BesideComputing(computing, Ask), token))],
                MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 2,
            };
            object arguments = new { names, port = server.Port, milliseconds = waitMilliseconds, computing, interval = Interval,
                size = BlockingWays.Step.Size, rounds };
            return new(await InBoth.MeasureAsync(ours, PythonRequestServer.Script, "delays", arguments, cancellationToken)
                .ConfigureAwait(false), computing);
        }
    }

    /// <summary>What the request takes, and how much later the answer is taken than alone.</summary>
    public Table ToTable() => Table.Of(
        "",
        Times.Sides.SelectMany(side => side.Turns.Names.Select(name => (side.Runtime, Name: name, side.Turns))),
        ("runtime", row => row.Runtime),
        ("the request", row => row.Name),
        ("takes", row => InBoth.Text(row.Turns.Took(row.Name))),
        ("later than alone by", row => row.Name == Alone ? null : InBoth.Text(Late(row.Turns, row.Name)))) with
    {
        Caption = Invariant($"Medians of {Times.DotNet.Rounds} rounds, with where they lie (95 %). {MachineFacts.Current.Summary}"),
    };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal static string Beside(int computing) =>
        computing == 1 ? "beside 1 computing thread" : Invariant($"beside {computing} computing threads");

    /// <summary>How much later: the median of the rounds' differences.</summary>
    internal static Estimate Late(Turns turns, string name) =>
        MedianInterval.Of([.. turns.Values(name).Zip(turns.Values(Alone), (beside, alone) => beside - alone)]);

    private static double BesideComputing(int computing, Func<double> ask)
    {
        using var stop = new ManualResetEventSlim();
        Thread[] threads = [.. Enumerable.Range(0, computing).Select(_ => new Thread(() =>
        {
            while (!stop.IsSet)
                Fibonacci.Of(BlockingWays.Step.Size);
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        try
        {
            return ask();
        }
        finally
        {
            stop.Set();
            foreach (Thread thread in threads)
                thread.Join();
        }
    }
}
