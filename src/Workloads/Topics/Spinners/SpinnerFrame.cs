namespace Workloads.Topics;

/// <summary>One sign that a spinner drew.</summary>
/// <param name="Number">Counted from 0.</param>
/// <param name="At">When it reached the reader, counted from the start of the supervisor.</param>
internal readonly record struct SpinnerFrame(int Number, TimeSpan At)
{
    private const string Signs = @"\|/-";

    /// <summary>The sign: four of them turn.</summary>
    public char Sign => Signs[Number % Signs.Length];
}
