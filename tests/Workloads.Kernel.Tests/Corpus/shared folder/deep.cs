public static class Deep { public static string Value => "deep"; }
