using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>What a way is expected to take for a task.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Way">The way.</param>
/// <param name="Seconds">The time, and from where to where it may lie as the costs do.</param>
/// <param name="Bytes">The memory that it takes beyond the process's own, at most.</param>
/// <param name="MostOfIt">What most of the time goes into.</param>
/// <param name="Refusal">Why it cannot run the task; null when it can.</param>
internal sealed record Prediction(string Runtime, string Way, Estimate Seconds, double Bytes, string MostOfIt, string? Refusal = null);
