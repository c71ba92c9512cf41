using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Tests;

/// <summary>
/// The notebooks' real formatter engine shows our types; its registrations are the process's, so these run one after the other.
/// </summary>
public sealed class FormatterContractTests : IDisposable
{
    public void Dispose() => Formatter.ResetToDefault();

    public static TheoryData<IDisplayable> Displayables =>
    [
        new Figure("a figure") { Series = [new Line("line", (1, 2), (2, 3))] },
        new FigureGrid(new Figure("one"), new Figure("two")),
        new Table("a table", [new("column")], [[1.5]]),
        new Callout("A sentence."),
        new Stack(new Callout("A sentence.")),
        new SweepResult([new Timing(".NET", "sequential", "fibonacci", 10, 5, 1, 0, 0.5)]),
        MachineFacts.Current,
    ];

    [Theory]
    [MemberData(nameof(Displayables), DisableDiscoveryEnumeration = true)]
    public void Every_displayable_type_is_shown_by_the_kernel_as_its_own_html(IDisplayable value)
    {
        string html = value.ToDisplayString(HtmlFormatter.MimeType);
        string plain = value.ToDisplayString(PlainTextFormatter.MimeType);

        Assert.Equal(WithoutIds(value.ToHtml()), WithoutIds(html));
        Assert.Equal(value.ToString(), plain);
    }

    [Theory]
    [MemberData(nameof(Displayables), DisableDiscoveryEnumeration = true)]
    public void Html_is_the_first_form_that_the_kernel_prefers(IDisplayable value)
    {
        var preferred = Formatter.GetPreferredMimeTypesFor(value.GetType()).ToList();

        Assert.Equal(HtmlFormatter.MimeType, preferred[0]);
    }

    [Fact]
    public void Every_form_that_is_preferred_has_a_formatter_since_the_kernel_dies_of_one_without()
    {
        var types = typeof(Figure).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<Workloads.Html.TypeFormatterSourceAttribute>() is not null).ToList();

        Assert.NotEmpty(types);
        foreach (Type type in types)
        {
            var attribute = type.GetCustomAttribute<Workloads.Html.TypeFormatterSourceAttribute>()!;
            var source = Activator.CreateInstance(attribute.FormatterSourceType)!;
            var formatters = (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!;
            var mimeTypes = formatters.Select(formatter => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!);
            Assert.Subset(mimeTypes.ToHashSet(StringComparer.Ordinal), attribute.PreferredMimeTypes.ToHashSet(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_displayable_type_carries_the_attribute_since_kernels_do_not_look_for_an_interface()
    {
        var without = typeof(Figure).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } or { IsValueType: true })
            .Where(type => typeof(IDisplayable).IsAssignableFrom(type)
                && type.GetCustomAttribute<Workloads.Html.TypeFormatterSourceAttribute>() is null);

        Assert.Empty(without);
    }

    [Fact]
    public void Every_displayable_record_has_a_text_of_its_own_since_the_compilers_lists_fields_in_the_readers_culture()
    {
        var without = typeof(Figure).Assembly.GetTypes()
            .Where(type => typeof(IDisplayable).IsAssignableFrom(type) && type.GetMethod("<Clone>$") is not null && !type.IsAbstract)
            .Where(type => type.GetMethod(nameof(ToString), [])!.IsDefined(
                typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));

        Assert.Empty(without);
    }

    [Fact]
    public void A_struct_and_a_derived_class_are_shown_too()
    {
        Assert.Equal("<b>struct &amp; all</b>", new Shown().ToDisplayString(HtmlFormatter.MimeType));
        Assert.Equal("<i>derived</i>", new DerivedView().ToDisplayString(HtmlFormatter.MimeType));
    }

    [Fact]
    public void A_formatter_registered_in_the_session_wins_so_that_readers_can_switch_the_figures()
    {
        var figure = new Figure("mine");
        _ = figure.ToDisplayString(HtmlFormatter.MimeType);

        Formatter.Register<Figure>(shown => $"<em>{shown.Title}</em>", HtmlFormatter.MimeType);

        Assert.Equal("<em>mine</em>", figure.ToDisplayString(HtmlFormatter.MimeType));
    }

    [Fact]
    public void Markup_in_names_comes_out_escaped_once()
    {
        string html = new Callout("a < b & c").ToDisplayString(HtmlFormatter.MimeType);

        Assert.Contains("a &lt; b &amp; c", html, StringComparison.Ordinal);
        Assert.DoesNotContain("&amp;lt;", html, StringComparison.Ordinal);
    }

    private static string WithoutIds(string html) =>
        System.Text.RegularExpressions.Regex.Replace(html, @"wl-[0-9a-f]{6}-\d+", "id", System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(5));

    [Workloads.Html.TypeFormatterSource(typeof(HtmlFormatterSource))]
    private readonly struct Shown : IDisplayable
    {
        public string ToHtml() => "<b>struct &amp; all</b>";
    }

    [Workloads.Html.TypeFormatterSource(typeof(HtmlFormatterSource))]
    private class BaseView : IDisplayable
    {
        public virtual string ToHtml() => "<i>base</i>";
    }

    private sealed class DerivedView : BaseView
    {
        public override string ToHtml() => "<i>derived</i>";
    }
}
