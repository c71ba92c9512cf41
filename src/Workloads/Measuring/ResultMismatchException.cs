using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>A model returned something else than the workload returns on its own: its time would mean nothing.</summary>
public sealed class ResultMismatchException : Exception
{
    internal ResultMismatchException(ExecutionModel model, Workload workload, long size, int caller, long expected, long actual)
        : base($"The model '{model}' returned {actual} for caller {caller} of {workload}({size}); called on its own, it returns {expected}.")
    {
        Model = model.Name;
        Size = size;
        Caller = caller;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>The size of the call.</summary>
    public long Size { get; }

    /// <summary>The caller's number, counted from 0.</summary>
    public int Caller { get; }

    /// <summary>What the workload returns when it is called on its own.</summary>
    public long Expected { get; }

    /// <summary>What the model returned.</summary>
    public long Actual { get; }
}
