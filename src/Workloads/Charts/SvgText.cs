using System.Globalization;
using System.Text;
using Workloads.Html;

namespace Workloads.Charts;

/// <summary>Writes SVG: coordinates with one decimal and no more letters than they need, text encoded.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public int Length => _text.Length;

    public SvgText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public SvgText Raw(char character)
    {
        _text.Append(character);
        return this;
    }

    public SvgText Encoded(string text)
    {
        _text.Append(Markup.Encode(text));
        return this;
    }

    public SvgText Int(int number)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    /// <summary>A coordinate.</summary>
    public SvgText At(double place)
    {
        long tenths = (long)Math.Round(place * 10);
        if (tenths < 0)
        {
            _text.Append('-');
            tenths = -tenths;
        }

        _text.Append(tenths / 10);
        if (tenths % 10 != 0)
            _text.Append('.').Append((char)('0' + (tenths % 10)));
        return this;
    }

    /// <summary>An attribute that is a coordinate or a length.</summary>
    public SvgText Set(string name, double place) => Raw(' ').Raw(name).Raw("=\"").At(place).Raw('"');

    /// <summary>A line of text with its anchor at a place.</summary>
    /// <param name="attributes">What it has beside what its group gives it: an empty text, or attributes with a space before each.</param>
    /// <param name="x">The anchor.</param>
    /// <param name="y">The line that its letters stand on.</param>
    /// <param name="text">What it says.</param>
    /// <param name="full">What it would say if there were room: its hover text.</param>
    public SvgText Text(string attributes, double x, double y, string text, string? full = null)
    {
        if (text.Length == 0)
            return this;
        Raw("<text").Raw(attributes).Set("x", x).Set("y", y).Raw('>').Encoded(text);
        if (full is not null && !string.Equals(full, text, StringComparison.Ordinal))
            Title(full);
        return Raw("</text>");
    }

    /// <summary>The hover text of the element that is open.</summary>
    public SvgText Title(string text) => Raw("<title>").Encoded(text).Raw("</title>");

    public override string ToString() => _text.ToString();
}
