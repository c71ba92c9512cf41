namespace Workloads.Topics;

/// <summary>What is done with one block of the data: it is given the block, and returns one number for it.</summary>
/// <param name="block">The block.</param>
public delegate double BlockMap(ReadOnlySpan<double> block);
