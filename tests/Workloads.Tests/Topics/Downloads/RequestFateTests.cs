using FsCheck;
using FsCheck.Fluent;
using Workloads.Topics;

namespace Workloads.Tests;

public class RequestFateTests
{
    [Fact]
    public void The_same_request_has_the_same_fate_and_a_latency_within_the_jitter() =>
        Check.QuickThrowOnFailure(Prop.ForAll<int, NonNull<string>, PositiveInt>((seed, path, attempt) =>
        {
            var options = new FlagServerOptions
            {
                Latency = TimeSpan.FromMilliseconds(10),
                Jitter = TimeSpan.FromMilliseconds(5),
                ErrorRate = 0.3,
                HangRate = 0.2,
                Seed = seed
            };
            RequestFate fate = RequestFate.Of(options, path.Get, attempt.Get);
            // Up to the jitter and with it, since a time is rounded to ticks.
            return fate == RequestFate.Of(options, path.Get, attempt.Get) && fate.Latency >= options.Latency
                && fate.Latency <= options.Latency + options.Jitter;
        }));

    [Fact]
    public void The_fates_come_as_often_as_the_rates_say()
    {
        var options = new FlagServerOptions { ErrorRate = 0.2, HangRate = 0.1 };

        var counts = Enumerable.Range(0, 10_000).Select(copy => RequestFate.Of(options, $"/flags/FR?copy={copy}", attempt: 0).Ending)
            .CountBy(ending => ending).ToDictionary();

        Assert.InRange(counts[Ending.Hang], 900, 1_100);
        Assert.InRange(counts[Ending.Refuse], 900, 1_100);
        Assert.InRange(counts[Ending.CutOff], 900, 1_100);
    }

    [Fact]
    public void A_reliable_server_answers_everything()
    {
        var options = new FlagServerOptions();

        Assert.All(Enumerable.Range(0, 1_000),
            attempt => Assert.Equal(Ending.Answer, RequestFate.Of(options, "/flags/FR", attempt).Ending));
    }
}
