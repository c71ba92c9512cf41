using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.TaskQueues.Tests;

public class FleetCurveTests(BrokerFixture broker)
{
    private const int Rounds = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1.0, 0, Ruling.Holds)]
    [InlineData(0.3, 0, Ruling.HoldsNot)]
    [InlineData(1.0, 1, Ruling.HoldsNot)]
    [InlineData(0.5, 0, Ruling.Undecided)]
    internal void The_claim_holds_when_machines_add_up_and_nothing_is_lost(double efficiency, int lost, Ruling ruling)
    {
        FleetCurve curve = Curve(efficiency, jitter: 0.02);

        Judgement judgement = curve.Judge(Claims.B19, Losses(lost));

        Assert.Equal(ruling, Assert.Single(judgement.Verdicts).Ruling);
    }

    [Fact]
    public void What_others_did_meanwhile_leaves_the_claim_undecided()
    {
        FleetCurve curve = Curve(efficiency: 1, jitter: 0.02, disturbance: "other programs used a core meanwhile.");

        Assert.Equal(Ruling.Undecided, Assert.Single(curve.Judge(Claims.B19, Losses(0)).Verdicts).Ruling);
    }

    [Fact]
    public void A_prediction_grows_with_the_fitted_law_and_ends_at_the_brokers_ceiling()
    {
        FleetCurve curve = Curve(efficiency: 1, jitter: 0.02);

        Estimate few = curve.Predict(8)!.Value, many = curve.Predict(1_000)!.Value;

        Assert.InRange(few.Value, 700, 850);
        Assert.True(few.Low <= few.Value && few.Value <= few.High);
        Assert.Equal(curve.Ceiling, many.High);
        Assert.True(many.Value <= curve.Ceiling);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_broker_what_needs_machines_is_left_out_and_says_so()
    {
        await using Broker none = Broker.InProcess();

        FleetCurve curve = await FleetCurve.MeasureAsync(none, [1, 2], TimeSpan.FromMilliseconds(1), 1, 1, Token);
        MessageSizes sizes = await MessageSizes.MeasureAsync(none, [1], 1, 1, Token);
        LossTrial losses = await LossTrial.RunAsync(none, 1, 1, Token);

        Assert.Empty(curve.Judge(Claims.B19, losses).Verdicts);
        Assert.All([curve.ToHtml(), sizes.ToHtml(), losses.ToHtml(), curve.ToTable().ToHtml(), sizes.ToTable().ToHtml()],
            html => Assert.NotEmpty(html));
        Assert.Contains("stands in for a broker", losses.LeftOut);
        Assert.Contains("stands in for a broker", none.ToHtml());
    }

    [Fact(Timeout = 240_000)]
    public async Task It_is_measured_on_machines_and_leaves_no_queue_on_the_broker()
    {
        broker.Require();
        await using Broker engine = await Broker.FindAsync(broker.Address.WithPassword, cancellationToken: Token);

        FleetCurve curve = await FleetCurve.MeasureAsync(engine, [1, 2], TimeSpan.FromMilliseconds(2), callsOfOne: 20, rounds: 3, Token);
        MessageSizes sizes = await MessageSizes.MeasureAsync(engine, [1, 50], messages: 200, rounds: 1, Token);
        LossTrial losses = await LossTrial.RunAsync(engine, calls: 2_000, kills: 1, Token);

        Assert.Equal([1, 2], curve.Machines);
        Assert.Equal(3, curve.Turns.Rounds);
        Assert.Equal(2, sizes.Points.Count);
        Assert.Equal((0, 0, 1), (losses.Lost, losses.Wrong, losses.Killed));
        Assert.All([curve.ToFigure().ToString(), sizes.ToFigure().ToString(), losses.ToTable().ToString()], text => Assert.NotEmpty(text));
        Assert.DoesNotContain("temporary-",
            (await broker.Broker.RunToolAsync("rabbitmqctl", ["list_queues", "name", "--silent"], Token)).Output);
    }

    [Fact(Timeout = 240_000)]
    public async Task Celery_runs_over_the_same_broker_and_leaves_no_process()
    {
        broker.Require();
        if (await CeleryPeer.FindAsync(Token) is not { } celery)
        {
            Workloads.Tests.Required.Skip("No CPython has Celery.");
            return;
        }

        CeleryRates rates = await celery.MeasureAsync(broker.Address, workers: 1, calls: 20, batches: 5, callsInBatch: 10, rounds: 1,
            Token);

        Assert.All(rates.OneByOne.Concat(rates.Batched), rate => Assert.True(rate > 0));
        Assert.Empty(Workloads.Tests.ProcessTable.WithArgument("task_queues"));
    }

    private static FleetCurve Curve(double efficiency, double jitter, string? disturbance = null)
    {
        // A hundred calls a second with one machine, and two and four times that, as far as the efficiency goes.
        int[] machines = [1, 2, 4];
        var random = new Random(1);
        double[][] seconds = [.. machines.Select(count => Enumerable.Range(0, Rounds)
            .Select(_ => (1 + jitter * (random.NextDouble() - 0.5)) / (100 * (count == 1 ? 1 : count * efficiency))).ToArray())];
        return new(new([.. machines.Select(count => $"{count} {(count == 1 ? "machine" : "machines")}")], seconds, disturbance), machines,
            [1e-3, 1e-3, 1e-3], ceiling: 5_000);
    }

    private static LossTrial Losses(int lost) => new(1_000, killed: 2, lost, wrong: 0, new(100, 100, 3, 5, 0, 0), TimeSpan.FromSeconds(1));
}
