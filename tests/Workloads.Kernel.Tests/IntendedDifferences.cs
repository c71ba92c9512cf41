namespace Workloads.Kernel.Tests;

/// <summary>The cells that are meant to show something else in the runner than in the kernel, and why.</summary>
internal static class IntendedDifferences
{
    private const string Nobody = "Nobody is there to answer: said in a sentence, and not by the name of a handler that is missing.";
    private const string Referred = "The tool's own references lead to it; those of the package alone, which the tests host, do not.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["\"\""] = "An output in which there is nothing to see is not kept.",
        ["await GetInputAsync(\"name?\")"] = Nobody,
        ["await GetPasswordAsync()"] = Nobody,
        ["#!import shared.dib"] = "The tool shows the text of an imported notebook; the package alone, which the tests host, does not.",
        ["typeof(Microsoft.Win32.Registry).Name"] = Referred,
        ["typeof(System.ComponentModel.DataAnnotations.Validator).Name"] = Referred,
        ["typeof(System.IO.FileSystemAclExtensions).Name"] = Referred,
        ["typeof(System.Security.AccessControl.FileSecurity).Name"] = Referred,
    };
}
