namespace Workloads.Processes.Dispatch;

/// <summary>What calls cost in earlier runs, so that the next run of the same begins with batches of the right size.</summary>
internal sealed class CostBook
{
    private const int MaxEntries = 1_024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Workload Workload, long Size), double> _costs = [];

    /// <summary>What a call cost, in ticks; NaN when it was never run.</summary>
    public double Find(Workload workload, long size)
    {
        lock (_gate)
            return _costs.GetValueOrDefault((workload, size), double.NaN);
    }

    /// <summary>Keeps what a call cost.</summary>
    public void Keep(Workload workload, long size, double cost)
    {
        if (double.IsNaN(cost))
            return;
        lock (_gate)
        {
            if (_costs.Count >= MaxEntries)
                _costs.Clear();
            _costs[(workload, size)] = cost;
        }
    }
}
