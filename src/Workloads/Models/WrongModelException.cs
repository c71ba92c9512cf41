namespace Workloads.Models;

/// <summary>
/// A model did not keep its contract: it lost a call, ran one more than once, or returned something else than the workload returns on
/// its own. Its time would mean nothing.
/// </summary>
public sealed class WrongModelException : ModelFailedException
{
    internal WrongModelException(ExecutionModel model, int caller, string what)
        : base($"The model '{model}' {what}", cause: null) => (Model, Caller) = (model.Name, caller);

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>The number of the caller whose call went wrong, counted from 0.</summary>
    public int Caller { get; }
}
