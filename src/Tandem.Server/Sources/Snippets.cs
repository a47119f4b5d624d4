namespace Tandem.Server.Sources;

/// <summary>Code to copy into what should send to a source. All of it uses Segment's own SDKs, or none.</summary>
internal static class Snippets
{
    public static IReadOnlyList<SnippetModel> For(string server, string writeKey) =>
    [
        new("Browser, with npm", "typescript", $$"""
            // npm install @segment/analytics-next
            import { AnalyticsBrowser } from '@segment/analytics-next'

            export const analytics = AnalyticsBrowser.load({
              writeKey: '{{writeKey}}',
              cdnURL: '{{server}}',
            })

            analytics.page()
            analytics.identify('user-1', { email: 'ann@example.com' })
            analytics.track('Order Completed', { total: 12.5 })
            """),
        new("Browser, without a build", "html", $$"""
            <!-- from the npm package @segment/analytics-next: dist/umd/index.js -->
            <script src="/analytics-next/index.js"></script>
            <script>
              const analytics = AnalyticsNext.AnalyticsBrowser.load({
                writeKey: '{{writeKey}}',
                cdnURL: '{{server}}',
              })
              analytics.page()
            </script>
            """),
        new("Node.js", "typescript", $$"""
            // npm install @segment/analytics-node
            import { Analytics } from '@segment/analytics-node'

            const analytics = new Analytics({ writeKey: '{{writeKey}}', host: '{{server}}' })

            analytics.track({ userId: 'user-1', event: 'Order Completed', properties: { total: 12.5 } })
            await analytics.closeAndFlush()
            """),
        new("C#", "csharp", $$"""
            using System.Net.Http.Headers;
            using System.Net.Http.Json;
            using System.Text;

            using var tandem = new HttpClient { BaseAddress = new Uri("{{server}}") };
            tandem.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("{{writeKey}}:")));

            var answer = await tandem.PostAsJsonAsync("/v1/track", new
            {
                userId = "user-1",
                @event = "Order Completed",
                properties = new { total = 12.5 },
                messageId = Guid.NewGuid().ToString(), // the same again when you repeat the call
            });
            answer.EnsureSuccessStatusCode();
            """),
        new("Python", "python", $$"""
            # pip install segment-analytics-python
            import segment.analytics as analytics

            analytics.write_key = '{{writeKey}}'
            analytics.host = '{{server}}'

            analytics.track('user-1', 'Order Completed', {'total': 12.5})
            analytics.flush()
            """),
        new("curl", "shell", $$"""
            curl {{server}}/v1/track \
              --user {{writeKey}}: \
              --json '{"userId": "user-1", "event": "Order Completed", "properties": {"total": 12.5} }'
            """),
    ];
}
