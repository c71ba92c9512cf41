using MathNet.Numerics.Statistics;

namespace Workloads.TaskQueues;

/// <summary>So many machines of one core with a client that sends one call a message; warm.</summary>
internal sealed class MeasuredFleet : IAsyncDisposable
{
    private const int WarmUpCalls = 2_000, Trips = 50;

    private readonly TemporaryFleet _fleet;
    private readonly QueueModel _model;

    private MeasuredFleet(int machines, TemporaryFleet fleet, QueueModel model) => (Machines, _fleet, _model) = (machines, fleet, model);

    public int Machines { get; }

    public static async Task<MeasuredFleet> StartAsync(BrokerAddress address, int machines, CancellationToken cancellationToken)
    {
        TemporaryFleet fleet = await TemporaryFleet.StartAsync(address, machines, cores: 1, cancellationToken).ConfigureAwait(false);
        try
        {
            QueueModel model = await fleet.ConnectAsync(1, cancellationToken).ConfigureAwait(false);
            await model.RunAsync(Workload.Nothing, 1, WarmUpCalls, cancellationToken).ConfigureAwait(false);
            return new(machines, fleet, model);
        }
        catch
        {
            await fleet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task<double> SecondsPerCallAsync(Workload workload, long size, int calls, CancellationToken cancellationToken) =>
        (await _model.RunAsync(workload, size, calls, cancellationToken).ConfigureAwait(false)).Elapsed.TotalSeconds / calls;

    public async Task<double> RoundTripAsync(CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (int trip = 0; trip < Trips; trip++)
            times.Add(await SecondsPerCallAsync(Workload.Nothing, 1, 1, cancellationToken).ConfigureAwait(false));
        return times.Median();
    }

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();
}
