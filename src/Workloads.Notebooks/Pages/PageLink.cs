namespace Workloads.Notebooks.Pages;

/// <summary>A page to go to.</summary>
internal sealed record PageLink(string Url, string Title);
