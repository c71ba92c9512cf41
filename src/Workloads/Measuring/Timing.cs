namespace Workloads.Measuring;

/// <summary>One measured time: the raw row from which everything else is derived, whichever runtime or document it came from.</summary>
/// <param name="Runtime">What ran it, such as <c>.NET 10.0.12</c>, <c>CPython 3.12.1</c> or <c>document 000</c>.</param>
/// <param name="Model">The execution model.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Size">The size of every call.</param>
/// <param name="Callers">How many calls were run, 1 or more.</param>
/// <param name="Workers">How many calls the model can compute at the same time, 1 or more.</param>
/// <param name="Repeat">Which measurement of the same point it is, counted from 0.</param>
/// <param name="Seconds">From the moment the model was handed the calls to the end of the last one, in seconds.</param>
public sealed record Timing(
    string Runtime,
    string Model,
    string Workload,
    long Size,
    int Callers,
    int Workers,
    int Repeat,
    double Seconds);
