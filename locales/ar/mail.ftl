# الرسائل.
mail-hello = أهلًا { $name }،
mail-confirm-subject = تأكيد بريدك في { $site }
mail-confirm-text = فُتح حساب في { $site } بهذا العنوان، ونرجو أن تكون أنت صاحبه. لتأكيده افتح هذا الرابط:
mail-confirm-button = تأكيد العنوان
mail-confirm-link = إن لم يعمل الزر فانسخ هذا الرابط إلى متصفحك:
mail-confirm-help = الرابط صالح لمدة يومين. إن لم تكن أنت فتجاهل الرسالة، ويبقى الحساب مغلقًا.
