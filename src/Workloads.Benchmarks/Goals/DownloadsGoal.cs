using System.Net;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Serving;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>Flags from a server that takes 100 ms, with open connections: twenty at once, a thousand at once, and asyncio's thousand beside ours.</summary>
internal sealed class DownloadsGoal() : Goal("downloads")
{
    private const int Many = 1_000, Repeats = 7;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPythons pythons = await CPythons.FindAsync(cancellationToken);
        await using ServerProcess server = await new FlagServerOptions().StartAsync(cancellationToken);
        using var client = new FlagClient(server.Port);
        string[] few = [.. Country.All.Select(country => country.Code)], many = [.. Enumerable.Range(0, Many).Select(number => few[number % few.Length])];

        // Until the connections are open and the code is compiled, here and in the server.
        for (int warm = 0; warm < 8; warm++)
            await SecondsAsync(client, many, cancellationToken);

        // In turns, so that what the machine does meanwhile hits all alike.
        List<double> ofFew = [], ofMany = [], ofAsyncio = [];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            ofFew.Add(await SecondsAsync(client, few, cancellationToken));
            ofMany.Add(await SecondsAsync(client, many, cancellationToken));
            if (pythons.Newest is { } python)
                ofAsyncio.Add((await PythonDownloads.Once.RunAsync(python, new { urls = many.Select(code => AddressOf(server, code)) }, cancellationToken: cancellationToken)).Seconds);
        }

        List<Criterion> criteria =
        [
            Criterion.AtMost($"{few.Length} downloads", ofFew.Median(), 105e-3, Unit.Seconds),
            Criterion.AtMost($"{Many:N0} at once", ofMany.Median(), 135e-3, Unit.Seconds),
        ];
        if (pythons.Newest is null)
            return new(criteria, "one download takes 100 ms") { LeftOut = ["asyncio: no CPython was found"] };

        criteria.Add(Criterion.AtLeast("asyncio's thousand by ours", ofAsyncio.Zip(ofMany, (theirs, ours) => theirs / ours).Median(), 1.8, Figures.Times));
        return new(criteria, $"asyncio on {pythons.Newest.Name} {Figures.Time(ofAsyncio.Median())}, one download takes 100 ms");
    }

    private static async Task<double> SecondsAsync(FlagClient client, string[] codes, CancellationToken cancellationToken)
    {
        DownloadReport report = await new AsyncDownloads().RunAsync(client, codes, cancellationToken: cancellationToken);
        return report.Lost == 0 ? report.Elapsed.TotalSeconds : throw new InvalidOperationException($"{report.Lost} of {codes.Length} downloads were lost.");
    }

    private static string AddressOf(ServerProcess server, string code) => $"http://{IPAddress.Loopback}:{server.Port}/flags/{code}";
}
