using System.Text.Json;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// The texts in a piece of JSON. It may spell half a character, which is found only when the text is asked for, or written.
/// </summary>
internal static class JsonTexts
{
    /// <exception cref="InvalidOperationException">One of them is no text.</exception>
    public static void Check(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Check(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    _ = property.Name;
                    Check(property.Value);
                }

                break;
        }
    }
}
