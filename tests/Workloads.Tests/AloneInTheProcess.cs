namespace Workloads.Tests;

/// <summary>
/// The tests that measure the process itself (its memory, threads, handles): they run one after the other, after all others.
/// </summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public class AloneInTheProcess;
