using Workloads.Html;
using Workloads.Interpreter;

namespace Workloads.Topics;

/// <summary>A schedule as a table with buttons to step through it; where no script runs, the table stands alone.</summary>
internal static class SchedulePlayer
{
    public static string Of(Schedule schedule)
    {
        string id = Markup.NewId();
        return $$"""
            <div id="{{id}}" class="workloads-schedule"><style>
            #{{id}} .steps{display:none;gap:.5em;align-items:center;margin:.4em 0;font:13px system-ui,sans-serif}
            #{{id}}.live .steps{display:flex}
            #{{id}}.live tbody tr.later td{opacity:.25}
            #{{id}}.live tbody tr.now td{background:color-mix(in srgb,#3787e0 25%,transparent)}
            </style><div class="steps"><button type="button">◀ back</button><button type="button">step ▶</button><button type="button">to the end</button><span></span></div>
            {{schedule.ToTable().ToHtml()}}
            <script>(function(){
            var host=document.getElementById("{{id}}");if(!host||host.dataset.wl)return;host.dataset.wl="1";
            var rows=host.querySelectorAll("tbody tr"),buttons=host.querySelectorAll("button"),text=host.querySelector("span"),at=rows.length;
            function show(n){at=Math.max(1,Math.min(rows.length,n));
            rows.forEach(function(r,i){r.classList.toggle("later",i>=at);r.classList.toggle("now",i===at-1)});
            text.textContent="step "+at+" of "+rows.length}
            buttons[0].onclick=function(){show(at-1)};buttons[1].onclick=function(){show(at===rows.length?1:at+1)};buttons[2].onclick=function(){show(rows.length)};
            host.classList.add("live");show(rows.length);
            })();</script></div>
            """;
    }
}
