using Workloads.Html;

namespace Workloads.Charts;

/// <summary>The style sheet of a drawing, all of it under the drawing's own id.</summary>
internal static class FigureStyle
{
    public static string Of(string id) => Theme.Variables(id) + $$"""
        #{{id}} text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--wl-ink)}
        #{{id}} .h{font-size:17px;font-weight:650}
        #{{id}} .u,#{{id}} .x,#{{id}} .y,#{{id}} .a{fill:var(--wl-soft)}
        #{{id}} .f{font-size:11.5px;fill:var(--wl-soft)}
        #{{id}} .e,#{{id}} .x{text-anchor:end}
        #{{id}} .k{text-anchor:middle}
        #{{id}} .n{stroke:var(--wl-paper);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
        #{{id}} .o{fill:var(--wl-paper);font-size:11.5px;text-anchor:middle;pointer-events:none}
        #{{id}} .g{fill:none;stroke:var(--wl-grid)}
        #{{id}} .i{fill:none;stroke:var(--wl-grid);opacity:.55}
        #{{id}} .z{fill:none;stroke:var(--wl-axis)}
        #{{id}} .r{fill:none;stroke:var(--wl-soft);stroke-dasharray:2 4;stroke-width:1.5}
        #{{id}} .p{fill:none;stroke:var(--wl-soft)}
        #{{id}} .l{fill:none;stroke:var(--c);stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
        #{{id}} .w{stroke-width:1.25}
        #{{id}} .q{stroke-dasharray:6 5;stroke-width:1.75}
        #{{id}} .b{fill:var(--c);stroke:none;opacity:.16}
        #{{id}} .v{fill:none;stroke:var(--c);stroke-width:1.5}
        #{{id}} .m{fill:var(--c);stroke:var(--wl-paper);stroke-width:1}
        #{{id}} .d{fill:var(--wl-paper);stroke:var(--c);stroke-width:1.75}
        #{{id}} .s{fill:var(--c);stroke:none}
        #{{id}} .t{fill:var(--c);fill-opacity:.14;stroke:var(--c);stroke-width:1.5;stroke-dasharray:5 3}
        #{{id}} .j{fill:none;stroke:var(--c);stroke-linecap:round}
        #{{id}} .c{fill:none;stroke:var(--c)}
        #{{id}} .m:hover,#{{id}} .d:hover,#{{id}} .s:hover,#{{id}} .t:hover{stroke:var(--wl-ink);stroke-width:2.5}

        """;
}
