namespace Workloads.Notebooks.Pages;

/// <summary>What the index says of a notebook.</summary>
/// <param name="Title">Its first heading, or its file's name.</param>
/// <param name="Description">Its first paragraph, if it has one.</param>
internal sealed record PageSummary(string Title, string? Description);
