namespace Workloads.Topics;

/// <summary>When a platform got a means of concurrency.</summary>
/// <param name="Platform">Python or .NET.</param>
/// <param name="Name">What it got.</param>
/// <param name="Release">The first release that had it.</param>
/// <param name="Year">The year of that release.</param>
/// <param name="Source">Where this is written down.</param>
public sealed record Milestone(string Platform, string Name, string Release, int Year, string Source);
