namespace Workloads.Html;

/// <summary>Writes values in one form; kernels call it by the names of its members, so it has these and no others.</summary>
internal sealed class MimeFormatter(string mimeType, Func<object, string> write)
{
    internal const string Html = "text/html";
    internal const string Plain = "text/plain";

    /// <summary>The form that it writes.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes one value, and says that it did.</summary>
    public bool Format(object value, TextWriter writer)
    {
        writer.Write(write(value));
        return true;
    }
}
