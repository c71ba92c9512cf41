using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>Which models have been warmed up for which workloads. A model that stays warm by itself is not kept alive by it.</summary>
internal sealed class WarmModels
{
    private readonly ConcurrentDictionary<(object Warmth, Workload Workload), bool> _shared = new();
    private readonly ConditionalWeakTable<ExecutionModel, ConcurrentDictionary<Workload, bool>> _own = [];

    /// <summary>Whether there is nothing left to warm up.</summary>
    public bool Contains(ExecutionModel model, Workload workload) => model.Warmth switch
    {
        null => true,
        _ when model.IsWarmByItself => _own.TryGetValue(model, out ConcurrentDictionary<Workload, bool>? workloads)
            && workloads.ContainsKey(workload),
        var warmth => _shared.ContainsKey((warmth, workload)),
    };

    /// <summary>Keeps that a model is warm, and with it all that share its warmth.</summary>
    public void Add(ExecutionModel model, Workload workload)
    {
        if (model.IsWarmByItself)
            _own.GetOrAdd(model, static _ => new())[workload] = true;
        else if (model.Warmth is { } warmth)
            _shared[(warmth, workload)] = true;
    }
}
