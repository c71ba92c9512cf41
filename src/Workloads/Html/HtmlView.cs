using System.Collections.Concurrent;

namespace Workloads.Html;

/// <summary>
/// Views of types that cannot draw themselves: a folder to the right registers how a type of a folder to the left is shown,
/// and that type's <c>ToHtml</c> asks here.
/// </summary>
public static class HtmlView
{
    private static readonly ConcurrentDictionary<Type, Func<object, string>> Views = new();

    /// <summary>Says how values of a type, and of types derived from it, are shown; the last registration holds.</summary>
    /// <param name="view">Makes the value's HTML.</param>
    public static void Register<T>(Func<T, string> view)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(view);
        Views[typeof(T)] = value => view((T)value);
    }

    /// <summary>Says that values of a type are shown as some displayable made from them.</summary>
    /// <param name="view">Makes the figure, the table or whatever else stands for the value.</param>
    public static void Register<T>(Func<T, IDisplayable> view)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(view);
        Register<T>(value => view(value).ToHtml());
    }

    /// <summary>A value's HTML: by the view of its own type or its nearest base type, else by its own <c>ToHtml</c>, else its text.</summary>
    public static string Of(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (Views.TryGetValue(type, out var view))
                return view(value);
        }

        // A type whose ToHtml asks here, and for which nobody registered a view, must not be asked back.
        return value is IDisplayable displayable && !IsAsking(value)
            ? Ask(displayable)
            : $"<pre>{Markup.Encode(value.ToString())}</pre>";
    }

    [ThreadStatic]
    private static object? _asked;

    private static bool IsAsking(object value) => ReferenceEquals(_asked, value);

    private static string Ask(IDisplayable displayable)
    {
        object? before = _asked;
        _asked = displayable;
        try
        {
            return displayable.ToHtml();
        }
        finally
        {
            _asked = before;
        }
    }
}
