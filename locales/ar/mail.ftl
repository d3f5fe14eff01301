# الرسائل.
mail-hello = أهلًا { $name }،
mail-confirm-subject = تأكيد بريدك في { $site }
mail-confirm-text = فُتح حساب في { $site } بهذا العنوان، ونرجو أن تكون أنت صاحبه. لتأكيده افتح هذا الرابط:
mail-confirm-button = تأكيد العنوان
mail-confirm-link = إن لم يعمل الزر فانسخ هذا الرابط إلى متصفحك:
mail-confirm-help = الرابط صالح لمدة يومين. إن لم تكن أنت فتجاهل الرسالة، ويبقى الحساب مغلقًا.
mail-exists-subject = لديك حساب في { $site }
mail-exists-text = حاول أحدهم، ولعلّه أنت، فتح حساب في { $site } بهذا البريد. لديك حساب من قبل، واسم المستخدم فيه { $name }.
mail-exists-button = تسجيل الدخول
mail-exists-help = إن لم تكن أنت فلا تفعل شيئًا؛ لم يتغيّر شيء.
